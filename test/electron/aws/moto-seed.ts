/**
 * Python that fills moto with accounts and prints what boto3 then lists, per
 * account and Region: collection of the snapshot, field that is the id, ids.
 */
export const motoSeed = `
import boto3, json, sys, time, urllib.request
url, accounts, regions = sys.argv[1], sys.argv[2].split(','), sys.argv[3].split(',')
for _ in range(100):
    try: urllib.request.urlopen(url); break
    except Exception: time.sleep(0.2)
base = dict(endpoint_url=url, region_name='us-east-1', aws_access_key_id='testing', aws_secret_access_key='testing')
lists = [line.split() for line in '''
ec2 describe_vpcs Vpcs VpcId vpcs vpcId
ec2 describe_subnets Subnets SubnetId subnets subnetId
ec2 describe_route_tables RouteTables RouteTableId routeTables routeTableId
ec2 describe_security_groups SecurityGroups GroupId securityGroups securityGroupId
ec2 describe_network_interfaces NetworkInterfaces NetworkInterfaceId networkInterfaces networkInterfaceId
ec2 describe_nat_gateways NatGateways NatGatewayId natGateways natGatewayId
ec2 describe_vpc_endpoints VpcEndpoints VpcEndpointId vpcEndpoints vpcEndpointId
ec2 describe_vpc_endpoint_service_configurations ServiceConfigurations ServiceId endpointServices serviceId
ec2 describe_internet_gateways InternetGateways InternetGatewayId internetGateways internetGatewayId
ec2 describe_network_acls NetworkAcls NetworkAclId networkAcls networkAclId
ec2 describe_dhcp_options DhcpOptions DhcpOptionsId dhcpOptions dhcpOptionsId
ec2 describe_addresses Addresses PublicIp addresses publicIp
ec2 describe_availability_zones AvailabilityZones ZoneName zones zoneName
ec2 describe_transit_gateways TransitGateways TransitGatewayId transitGateways transitGatewayId
ec2 describe_transit_gateway_attachments TransitGatewayAttachments TransitGatewayAttachmentId transitGatewayAttachments transitGatewayAttachmentId
ec2 describe_transit_gateway_route_tables TransitGatewayRouteTables TransitGatewayRouteTableId transitGatewayRouteTables transitGatewayRouteTableId
ec2 describe_managed_prefix_lists PrefixLists PrefixListId prefixLists prefixListId
elbv2 describe_load_balancers LoadBalancers LoadBalancerArn loadBalancers loadBalancerArn
elbv2 describe_target_groups TargetGroups TargetGroupArn targetGroups targetGroupArn
'''.strip().splitlines()]
def fill(ec2, elb, number, account, region):
    vpc = ec2.create_vpc(CidrBlock=f'10.{number}.0.0/16')['Vpc']['VpcId']
    subnets = [ec2.create_subnet(VpcId=vpc, CidrBlock=f'10.{number}.{n}.0/24', AvailabilityZone=f'{region}{z}')['Subnet']['SubnetId'] for n, z in enumerate('abc')]
    ec2.attach_internet_gateway(InternetGatewayId=ec2.create_internet_gateway()['InternetGateway']['InternetGatewayId'], VpcId=vpc)
    nat = ec2.create_nat_gateway(SubnetId=subnets[0], AllocationId=ec2.allocate_address(Domain='vpc')['AllocationId'])['NatGateway']['NatGatewayId']
    table = ec2.create_route_table(VpcId=vpc)['RouteTable']['RouteTableId']
    ec2.create_route(RouteTableId=table, DestinationCidrBlock='0.0.0.0/0', NatGatewayId=nat)
    group = ec2.create_security_group(GroupName=f'sg{number}', Description='d', VpcId=vpc)['GroupId']
    ec2.create_vpc_endpoint(VpcId=vpc, ServiceName=f'com.amazonaws.{region}.kms', VpcEndpointType='Interface', SubnetIds=subnets[:2], SecurityGroupIds=[group])
    ec2.create_vpc_endpoint(VpcId=vpc, ServiceName=f'com.amazonaws.{region}.s3', VpcEndpointType='Gateway', RouteTableIds=[table])
    balancer = elb.create_load_balancer(Name=f'nlb{number}', Subnets=subnets, Type='network', Scheme='internal')['LoadBalancers'][0]['LoadBalancerArn']
    target = elb.create_target_group(Name=f'tg{number}', Protocol='TCP', Port=443, VpcId=vpc, TargetType='ip')['TargetGroups'][0]['TargetGroupArn']
    elb.create_listener(LoadBalancerArn=balancer, Protocol='TCP', Port=443, DefaultActions=[{'Type': 'forward', 'TargetGroupArn': target}])
    ec2.create_vpc_endpoint_service_configuration(NetworkLoadBalancerArns=[balancer], AcceptanceRequired=True)
    gateway = ec2.create_transit_gateway(Description='t')['TransitGateway']['TransitGatewayId']
    ec2.create_transit_gateway_vpc_attachment(TransitGatewayId=gateway, VpcId=vpc, SubnetIds=subnets[:1])
made = []
for number, account in enumerate(accounts):
    keys = boto3.client('sts', **base).assume_role(RoleArn=f'arn:aws:iam::{account}:role/reader', RoleSessionName='seed')['Credentials']
    for region in regions:
        mine = dict(endpoint_url=url, region_name=region, aws_access_key_id=keys['AccessKeyId'], aws_secret_access_key=keys['SecretAccessKey'], aws_session_token=keys['SessionToken'])
        clients = {'ec2': boto3.client('ec2', **mine), 'elbv2': boto3.client('elbv2', **mine)}
        fill(clients['ec2'], clients['elbv2'], number, account, region)
        for service, call, member, field, collection, own in lists:
            ids = sorted(entry[field] for entry in getattr(clients[service], call)()[member])
            made.append({'account': account, 'region': region, 'collection': collection, 'field': own, 'ids': ids})
print(json.dumps(made))
`;
